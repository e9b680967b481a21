# Was mehr sagen würde.

AGE = Ihr Alter
