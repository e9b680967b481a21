# Der Weg zum Plan eines Rennens.

AHEAD = Ein Rennen oder ein langer Tag steht an?
AHEAD_HOW = Planen: Hitze, Trinken, eine Karte fürs Handgelenk
PLANNED_HOW = Ihr Plan
