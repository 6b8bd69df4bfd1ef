### Was Gesperrten gesagt wird, und dem Betreiber, der sperrt.

# $when ist eine Zeit, wie Discord sie schreibt; $who eine Erwähnung, die niemanden anpingt, oder eine ID.
blocked-person = Der Betreiber dieses Bots hat dich gesperrt.
blocked-person-until = Der Betreiber dieses Bots hat dich gesperrt. { $when } kannst du wieder fragen.
blocked-limits = Du warst zu oft über den Grenzen. { $when } kannst du wieder fragen.
blocked-server = Der Betreiber dieses Bots hat diesen Server gesperrt.
blocked-server-until = Der Betreiber dieses Bots hat diesen Server gesperrt. { $when } kann man hier wieder fragen.
not-operator = Das können nur die Betreiber dieses Bots.
block-heading = Gesperrte Personen und Server
block-nobody = Niemand ist gesperrt.
block-for-good = { $who } ist auf Dauer gesperrt
block-until = { $who } ist bis { $when } gesperrt
block-lifted = { $who } ist nicht mehr gesperrt.
block-none = { $who } war nicht gesperrt.
error-block-whom = Gib die ID einer Person oder eines Servers an, nicht beides.
error-block-operator = Ein Betreiber wird nie gesperrt.
