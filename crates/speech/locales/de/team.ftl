# Was in einem Krampf sofort zu tun ist, je nach dem Team. Englisch steht es in der Tabelle der Evidenz.

Q10 = Ein Krampf an der Maschine: Sagen Sie es jetzt der Pflegekraft.
Q30 = Atemnot in Ruhe oder im Liegen, oder Verschlucken: Rufen Sie heute an.
Q01 = Sehen Sie einmal in der Woche beide Beine an. Ist eines geschwollen, rot, warm oder wund: Rufen Sie jetzt Ihre Geburtsklinik an, bei Tag und Nacht.
