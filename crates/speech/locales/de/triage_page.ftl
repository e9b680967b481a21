# Die Seite der Warnzeichen: Knöpfe und Überschriften.

list_of = Warnzeichen, { $number } von { $all }
YOURS = Ihre Warnzeichen
answered_on = Beantwortet am { $day }.
ANEW = Alles neu beantworten
all_questions = Alle { $all } Fragen mit ihren Quellen (englisch)
