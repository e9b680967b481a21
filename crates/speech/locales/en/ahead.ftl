# The way to the plan of a race.

AHEAD = Race or long day ahead?
AHEAD_HOW = Plan it: heat, drink, a wrist card
PLANNED_HOW = Your plan
