# What takes no part in the answers.

UNREAD = The diary cannot be read just now. What you answered before and what you take are not known on this page: go by how it is now, and read every question as new.
