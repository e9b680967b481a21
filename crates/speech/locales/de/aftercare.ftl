# Nach dem Krampf: was den wunden Muskel lindert, und für wen es nichts ist.

REST = Ruhen Sie jetzt. Der Muskel kann bis zu einem Tag wund sein.
BREAKFAST = Die anderen Fragen kommen beim Frühstück.
HEADING = Wenn er wund ist
WARM = Eine warme Dusche oder eine umwickelte Wärmflasche, 10 bis 15 Minuten. Nie beim Einschlafen.
WARM_NOT = Nicht bei tauben Füßen, Nervenschaden, schlechter Durchblutung, enger Arterie, verletzter oder entzündeter Haut. Bei Angina pectoris erst fragen.
COLD = Oder Kälte in einem feuchten Tuch, 10 bis 15 Minuten. Nie beim Einschlafen.
COLD_NOT = Nicht bei tauben Füßen, Nervenschaden, schlechter Durchblutung, enger Arterie oder verletzter Haut. Bei Angina pectoris, oder wenn Kälte Ihrer Haut schon geschadet hat, erst fragen.
PACKET = Paracetamol aus der Apotheke, so wie es auf der Packung steht.
PACKET_NOT = Nicht, wenn die Packung sagt, dass es nichts für Sie ist. Schwanger oder unter 18: erst fragen. Kein Ibuprofen und nichts Ähnliches rund um langen Sport.
NO_PACK = Hier keine Wärme und keine Kälte: Bei tauben Füßen, Nervenschaden oder schlechter Durchblutung kann die Haut Schaden nehmen.
STAYS = Nach einem Tag noch wund, oder geschwollen oder heiß: Lassen Sie einen Arzt nachsehen.
