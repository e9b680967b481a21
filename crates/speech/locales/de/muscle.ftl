# Namen der Muskeln, wie man sie im Alltag nennt.

CALF = Wade
FOOT = Fuß
HAMSTRINGS = Oberschenkel hinten
QUADRICEPS = Oberschenkel vorn
SHIN = Schienbein
ADDUCTORS = Oberschenkel innen
HIP = Hüfte
HIP_FRONT = Hüfte vorn
HIP_BACK = Hüfte hinten
OTHER = Ein anderer Muskel
BOTH = beide Seiten
LEFT = links
RIGHT = rechts
one_word = { $name }, { $side }
more_words = { $name }, { $side }
both_sides = { $name }, { BOTH }
IN_CALF = Wade
IN_FOOT = Fuß
IN_HAMSTRINGS = Oberschenkel hinten
IN_QUADRICEPS = Oberschenkel vorn
IN_SHIN = Schienbein
IN_ADDUCTORS = Oberschenkel innen
IN_HIP = Hüfte
IN_HIP_FRONT = Hüfte vorn
IN_HIP_BACK = Hüfte hinten
IN_OTHER = ein anderer Muskel
