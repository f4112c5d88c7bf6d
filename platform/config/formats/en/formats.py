"""Dates in English as the scripts write them: day before month, no AM and PM."""

DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j M Y, H:i"
