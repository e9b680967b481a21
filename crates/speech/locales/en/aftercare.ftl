# After a cramp: what eases the soreness, and for whom it is not.

REST = Rest now. The muscle may be sore for up to a day.
BREAKFAST = The other questions come at breakfast.
HEADING = If it is sore
WARM = A warm shower, or a wrapped heat pack for 10 to 15 minutes. Never while falling asleep.
WARM_NOT = Not with numb feet, nerve damage, poor blood flow or artery disease, broken skin or an infection. With angina, ask first.
COLD = Or a cold pack in a damp cloth for 10 to 15 minutes. Never while falling asleep.
COLD_NOT = Not with numb feet, nerve damage, poor blood flow or artery disease, or broken skin. With angina, or if cold has hurt your skin before, ask first.
PACKET = Paracetamol from the shop, as the packet says.
PACKET_NOT = Not if the packet says that it is not for you. Pregnant or under 18: ask first. No ibuprofen or the like around long exercise.
NO_PACK = No heat or cold here: with numb feet, nerve damage or poor blood flow in the legs it can burn or freeze the skin.
STAYS = Still sore after a day, or swollen or hot: have a doctor look.
