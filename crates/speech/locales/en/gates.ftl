# That something is not shown, and what closes it.

closed_says = No amounts of { $about } are shown: { $because }. Ask your own doctor or pharmacist.
not_for_you_says = Not for you while this holds: { $because }. Ask your own doctor or pharmacist.
CONDITIONS_DECIDE = They decide what Charley must not suggest. With nothing ticked, Charley treats them as not answered and keeps every gate closed.
CONDITIONS_NOT_ASKED = your conditions were not asked
MEDICINES_NOT_ASKED = your medicines were not asked
not_recognised = Charley does not know what { $name } is
asks_which = { $name } does not say which medicine it is
takes = you take { $name }
PREGNANT = you are pregnant
UNDER_18 = you are under 18
HEART = you have a heart disease
KIDNEY = you have a kidney disease
DIALYSIS = you are on dialysis
CIRRHOSIS = you have cirrhosis of the liver
HYPERTENSION = you have high blood pressure
LOW_SALT = you were told to eat little salt
DIABETES = you have diabetes
NEUROPATHY = you have nerve damage
PAD = you have narrowed leg arteries
VENOUS = you have a vein disease
THYROID = you have a thyroid disease
STENOSIS = you have a narrowed spinal canal
ALS = you have motor neurone disease
CANCER = you are in treatment for cancer
CLOT = you had a blood clot
