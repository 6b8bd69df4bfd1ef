### What is said to people who are blocked, and to the operator who blocks them.

# $when is a time as Discord writes it; $who is a mention, which pings nobody, or an ID.
blocked-person = You are blocked by this bot's operator.
blocked-person-until = You are blocked by this bot's operator. You can ask again { $when }.
blocked-limits = You have been over the limits too often. You can ask again { $when }.
blocked-server = This server is blocked by this bot's operator.
blocked-server-until = This server is blocked by this bot's operator. It can ask again { $when }.
not-operator = Only this bot's operators can do that.
block-heading = Blocked people and servers
block-nobody = Nobody is blocked.
block-for-good = { $who } is blocked for good
block-until = { $who } is blocked until { $when }
block-lifted = { $who } is not blocked any more.
block-none = { $who } was not blocked.
error-block-whom = Give the ID of a person or of a server, not both.
error-block-operator = An operator is never blocked.
