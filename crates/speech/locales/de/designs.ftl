# Worauf ein Rat der Hilfe ruht. Englisch steht es in der Tabelle der Evidenz.

I01 = Fachleute und Physiologie
I02 = Einigkeit von Fachleuten
I03 = Meinung von Fachleuten
I04 = Meinung von Fachleuten
I07 = Zufallsversuch mit Wechsel, Krampf im Zeh durch Strom
