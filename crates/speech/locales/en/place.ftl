# Whom to call, as it follows "Call".

DOCTOR = your doctor or the out-of-hours service
GP_IRELAND = your GP or the out-of-hours GP service
DOCTOR_116117 = your doctor, or 116117 out of hours
DOCTOR_1450 = 1450 or your doctor
DOCTOR_811 = your doctor, or 811 for health advice
URGENT_CARE = your doctor or an urgent care clinic
DOCTOR_AUSTRALIA = your doctor, or 1800 022 222 for health advice
HEALTHLINE = your doctor, or Healthline 0800 611 116
NHS_111 = NHS 111 or your GP
