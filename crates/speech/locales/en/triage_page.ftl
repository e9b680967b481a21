# The page of warning signs: buttons and headings.

list_of = Red flags, { $number } of { $all }
YOURS = Your red flags
answered_on = Answered on { $day }.
ANEW = Answer all of it again
all_questions = All { $all } questions with their sources
