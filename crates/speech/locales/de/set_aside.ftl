# Was an den Antworten nicht teilnimmt.

UNREAD = Das Tagebuch ist gerade nicht lesbar. Was Sie früher antworteten und was Sie einnehmen, ist auf dieser Seite nicht bekannt: Gehen Sie danach, wie es jetzt ist, und lesen Sie jede Frage neu.
