### What maintainers do to the sources.

upkeep-not-this-server = The sources cannot be changed from this server, since other servers are answered from them too. The operator can allow it: QUOTH_DISCORD__MAINTAINED_BY={ $server }.
error-url-or-file = Give a url or a file. One of the two, not both.
error-no-address = That is no web address. One begins with https://

## What is shown while it goes on

upkeep-adding = Adding a source
upkeep-refreshing = Refreshing the sources
upkeep-removing = Removing a source
upkeep-publishing = Publishing the new index
step-downloading = fetching the file
step-reading = reading
step-removing = removing

## What came of it

upkeep-added = { $name } is a source now.
upkeep-removed = { $name } is a source no longer. { $count ->
    [one] 1 file leaves
   *[other] { $count } files leave
    } the index.
upkeep-files-stay = { $name } is out of the register. Its files stay, and stay sources.
upkeep-fetched = { $name }: { $count ->
    [one] 1 page
   *[other] { $count } pages
    } fetched.
upkeep-serves = The new index answers from now on. Documents: { $documents }, texts encoded: { $encoded }.
upkeep-unchanged = The index is up to date, nothing was built. Documents: { $documents }, texts encoded: { $encoded }.
upkeep-not-read = not read: { $why }
upkeep-not-built = That is done, but the index is not built anew: { $why }
upkeep-more = and { $count } more
upkeep-gate = The new index was not published: it answers your questions worse. What served before serves on.
upkeep-force-button = Publish all the same
upkeep-really = Remove { $name }, and all that was fetched for it?
upkeep-really-delete = Remove { $name }, and delete its files for good?
upkeep-remove-button = Remove

## How the sources stand

upkeep-status = The sources of { $corpus }
upkeep-serving = { $name } serves
upkeep-no-entries = No source stands in the register; all files of the folder are sources.
upkeep-files = { $count ->
    [one] 1 file
   *[other] { $count } files
    }
upkeep-fetched-at = fetched { $at }
upkeep-hidden = hidden
upkeep-paused = paused
upkeep-no-change = A build would change nothing.
upkeep-would-change = A build would add { $added } documents, change { $changed } and remove { $removed }. To build, use /sources refresh.
upkeep-elsewhere = Of { $corpora } I do not know where the sources are; the operator builds them.
