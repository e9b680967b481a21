# Tonight's plan: at most two actions.

HEADING = Tonight's plan, two things at most
STRETCH = Stretch calves and hamstrings before bed, sitting down if you may fall, not with a swollen or sore leg or a fresh calf injury: one trial found fewer cramps, one found no difference
BEDCLOTHES = Loosen the bedclothes, so that the feet lie free
ALCOHOL = An evening without alcohol (who drinks a lot every day asks a doctor before leaving it off)
CAFFEINE = No caffeine after 15:00
SITTING = No long sitting today: stand up and walk a little each hour
FLUID = Drink to your thirst this evening: by the body model today's workout still shows
FUEL = Have your usual meal this evening: by the body model the fuel of today's workout is not made up yet
custom = { $action }. A custom, not studied: it costs nothing, and whether it helps you is unknown.
line_says = { $action }. { $basis }: in 100 nights like tonight { $change }.
line_alone = { $action }. { $basis }: in 100 nights like tonight { $change }; that alone { $alone }.
OWN = By your own nights so far
UNSTUDIED = No study of it, and unclear for you
ASSUMED = Taken over from studies of habits, and unclear for you
PUBLISHED = Published, unclear for you
fewer_in_100 = { $least } to { $most } fewer bring a cramp
either = between { $fewer } fewer and { $more } more bring a cramp
