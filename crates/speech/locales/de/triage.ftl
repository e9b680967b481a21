# Die Warnzeichen: was jetzt, heute oder bis zu einem Tag zu tun ist.

call_number = Rufen Sie jetzt die { $number } an.
CALL_LOCAL = Rufen Sie jetzt den Notruf an. Von den meisten Handys geht die 112.
call_today = Rufen Sie heute { $who } an.
call_maternity = Rufen Sie jetzt Ihre Geburtsklinik an, bei Tag und Nacht. Erreichen Sie dort niemanden: { $who }.
BOOK_DAYS = Gehen Sie in den nächsten Tagen zum Arzt. Bitten Sie um einen frühen Termin.
BOOK_WEEK = Machen Sie einen Termin für diese Woche.
BOOK_TWO_WEEKS = Machen Sie einen Termin in den nächsten zwei Wochen.
NOTHING = Kein Warnzeichen in Ihren Antworten. Ändert sich etwas, antworten Sie neu.
NOTHING_YET = Einige Fragen sind noch offen.
UNTIL_THEN = Bis dahin: nicht dehnen und nicht reiben.
again_yes = Am { $date } sagten Sie Ja.
again_not_sure = Am { $date } waren Sie nicht sicher.
STILL_SO = Ist es noch so?
again_call = Wenn ja: { $call }
again_more =
    { $n ->
        [one] { $n } weitere Frage wird neu gestellt.
       *[other] { $n } weitere Fragen werden neu gestellt.
    }
NOT_SURE = Sie waren nicht sicher. Sagen Sie das am Telefon.
STILL_NOT_SURE = Hier waren Sie nicht sicher
ASK_NOW = Geschieht gerade etwas davon?
ASK_EFFORT = Nach Sport oder Hitze: etwas davon?
ASK_TODAY = Trifft etwas davon zu?
ASK_SOON = Und in den letzten Wochen?
ASK_KIND = Was davon ist es?
ASK_ONE = Noch eine Frage.
KIND_OPEN = Es kommt darauf an, was es ist:
kind_asks = beantworten Sie auch { $flag }.
KIND_UNKNOWN = Ich weiß nicht, was davon
NONE_OF_THESE = Nichts davon
NONE_OF_OTHERS = Sonst nichts davon
BEFORE_ADVICE = Sie kommen vor jedem Rat. Ein Ja genügt.
SEE_NOW = Jetzt den Notruf anrufen
SEE_TODAY = Heute zum Arzt
SEE_SOON = Einen Termin machen
SAID_YES = Sie sagten Ja zu
SAID_NOT_SURE = Sie waren nicht sicher bei
UNFIT = Fragen, die nicht auf Sie zu passen schienen
