"""How Django writes dates by itself, in the admin and elsewhere: as our pages do. What it reads stays as it was."""

DATE_FORMAT = SHORT_DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "j F Y, H:i e"
