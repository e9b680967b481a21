# Was nicht gezeigt wird, und warum.

closed_says = Zu { $about } steht hier keine Menge: { $because }. Fragen Sie in Ihrer Praxis oder Apotheke.
not_for_you_says = Solange das gilt, ist es nichts für Sie: { $because }. Fragen Sie in Ihrer Praxis oder Apotheke.
CONDITIONS_DECIDE = Danach richtet sich, was Charley nicht vorschlagen darf. Ist nichts angekreuzt, gilt das als nicht beantwortet, und Charley bleibt vorsichtig.
CONDITIONS_NOT_ASKED = nach Ihren Krankheiten wurde noch nicht gefragt
MEDICINES_NOT_ASKED = nach Ihren Medikamenten wurde noch nicht gefragt
not_recognised = Charley kennt { $name } nicht
asks_which = { $name } sagt nicht, welches Mittel es ist
takes = Sie nehmen { $name }
PREGNANT = Sie sind schwanger
UNDER_18 = Sie sind unter 18
HEART = Sie haben eine Herzkrankheit
KIDNEY = Sie haben eine Nierenkrankheit
DIALYSIS = Sie sind an der Dialyse
CIRRHOSIS = Sie haben eine vernarbte Leber (Zirrhose)
HYPERTENSION = Sie haben hohen Blutdruck
LOW_SALT = Sie sollen wenig Salz essen
DIABETES = Sie haben Diabetes
NEUROPATHY = Sie haben einen Nervenschaden
PAD = Sie haben enge Beinarterien
VENOUS = Sie haben ein Venenleiden
THYROID = Sie haben eine Schilddrüsenkrankheit
STENOSIS = Ihr Wirbelkanal ist verengt
ALS = Sie haben eine Motoneuron-Krankheit
CANCER = Sie werden gegen Krebs behandelt
CLOT = Sie hatten ein Blutgerinnsel
