# What would tell more.

AGE = your age
