# Der Plan für heute Abend: höchstens zwei Dinge.

HEADING = Plan für heute Abend, höchstens zwei Dinge
STRETCH = Vor dem Schlafen Waden und Oberschenkel hinten dehnen. Im Sitzen, wenn Sie fallen könnten. Nicht mit geschwollenem oder wundem Bein oder frisch verletzter Wade. Ein Versuch fand weniger Krämpfe, einer keinen Unterschied
BEDCLOTHES = Die Bettdecke lockern, damit die Füße frei liegen
ALCOHOL = Ein Abend ohne Alkohol (wer jeden Tag viel trinkt, fragt vorher einen Arzt)
CAFFEINE = Kein Koffein nach 15 Uhr
SITTING = Heute nicht lange sitzen: jede Stunde aufstehen und etwas gehen
FLUID = Heute Abend nach Durst trinken: Nach dem Körpermodell wirkt das Training von heute noch nach
FUEL = Heute Abend wie üblich essen: Nach dem Körpermodell ist die Kraft vom Training noch nicht ersetzt
custom = { $action }. Üblich, nicht untersucht: Es kostet nichts, und ob es Ihnen hilft, ist unbekannt.
line_says = { $action }. { $basis }: In 100 Nächten wie heute { $change }.
line_alone = { $action }. { $basis }: In 100 Nächten wie heute { $change }; das allein { $alone }.
OWN = Nach Ihren Nächten bisher
UNSTUDIED = Nicht untersucht, und für Sie unklar
ASSUMED = Aus Studien zu Gewohnheiten, und für Sie unklar
PUBLISHED = Veröffentlicht, für Sie unklar
fewer_in_100 = { $least } bis { $most } weniger mit Krampf
either = zwischen { $fewer } weniger und { $more } mehr mit Krampf
