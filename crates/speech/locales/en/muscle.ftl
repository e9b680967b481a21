# Names of muscles as people say them.

CALF = Calf
FOOT = Foot
HAMSTRINGS = Back of thigh
QUADRICEPS = Front of thigh
SHIN = Shin
ADDUCTORS = Inner thigh
HIP = Hip
HIP_FRONT = Front of hip
HIP_BACK = Back of hip
OTHER = Another muscle
BOTH = both sides
LEFT = left
RIGHT = right
one_word = { $side } { $name }
more_words = { $name }, { $side }
both_sides = { $name }, { BOTH }
IN_CALF = calf
IN_FOOT = foot
IN_HAMSTRINGS = back of thigh
IN_QUADRICEPS = front of thigh
IN_SHIN = shin
IN_ADDUCTORS = inner thigh
IN_HIP = hip
IN_HIP_FRONT = front of hip
IN_HIP_BACK = back of hip
IN_OTHER = another muscle
