# Wen man anruft, wie es auf „Rufen Sie heute … an“ passt.

DOCTOR = Ihren Arzt oder den ärztlichen Notdienst
GP_IRELAND = Ihren Hausarzt oder den Notdienst der Hausärzte (GP out of hours)
DOCTOR_116117 = Ihren Arzt oder die 116117
DOCTOR_1450 = die 1450 oder Ihren Arzt
DOCTOR_811 = Ihren Arzt oder die 811 (Rat zur Gesundheit)
URGENT_CARE = Ihren Arzt oder eine Urgent-Care-Klinik
DOCTOR_AUSTRALIA = Ihren Arzt oder die 1800 022 222 (Rat zur Gesundheit)
HEALTHLINE = Ihren Arzt oder die Healthline 0800 611 116
NHS_111 = NHS 111 oder Ihren Hausarzt
