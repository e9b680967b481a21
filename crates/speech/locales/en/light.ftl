# How the app looks and speaks on this device.

LIGHT = Light on this device
BY_THE_HOUR = By the hour
DAY = Day
NIGHT = Night
BY_THE_HOUR_HOW = By the hour: dark from 22 to 6 o'clock, otherwise as this device wants it.
LANGUAGE = Language on this device
AS_BROWSER = As the browser
LANGUAGE_HOW = A cramp, warning signs, the first cards, Today and these settings are there in this language; other pages are in English.
NAME = English
PASSPHRASE = Passphrase
PASSPHRASE_HOW = Asked before the diary is shown, for those who share this machine.
UNITS = Units and time
UNITS_HOW = Kilometres or miles, and where home is.
CHOOSE = Choose them
