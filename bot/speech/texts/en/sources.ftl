### What maintainers do to the sources.

upkeep-not-this-server = The sources can't be changed from this server, because other servers use them too. The operator can allow it: QUOTH_DISCORD__MAINTAINED_BY={ $server }.
error-url-or-file = Give a URL or a file, not both.
error-no-address = That isn't a web address. It should begin with https://

## What is shown while it goes on

upkeep-adding = Adding a source
upkeep-refreshing = Refreshing the sources
upkeep-removing = Removing a source
upkeep-publishing = Publishing the new index
step-downloading = fetching the file
step-reading = reading
step-removing = removing

## What came of it

upkeep-added = { $name } is now a source.
upkeep-removed = { $name } is no longer a source. { $count ->
    [one] 1 file was
   *[other] { $count } files were
    } removed from the index.
upkeep-files-stay = { $name } is no longer registered. Its files stay, and are still used as sources.
upkeep-fetched = { $name }: { $count ->
    [one] 1 page
   *[other] { $count } pages
    } fetched.
upkeep-serves = Done: { $documents ->
    [one] 1 document
   *[other] { $documents } documents
    }, answered from now on.
upkeep-unchanged = Nothing has changed: { $documents ->
    [one] 1 document
   *[other] { $documents } documents
    }.
upkeep-not-read = not read: { $why }
upkeep-not-built = Done, but the index was not rebuilt: { $why }
upkeep-more = and { $count } more
upkeep-gate = The new index was not published, because it answers your test questions worse. I still use the old one.
upkeep-force-button = Publish anyway
upkeep-really = Remove { $name } and everything fetched for it?
upkeep-really-delete = Remove { $name } and delete its files for good?
upkeep-remove-button = Remove

## How the sources stand

upkeep-status = Sources of { $corpus }
upkeep-serving = in use: { $name }
upkeep-no-entries = No registered sources: I use every file in the folder.
upkeep-files = { $count ->
    [one] 1 file
   *[other] { $count } files
    }
upkeep-fetched-at = fetched { $at }
upkeep-hidden = hidden
upkeep-paused = paused
upkeep-no-change = Rebuilding the index would change nothing.
upkeep-would-change = Documents that a rebuild would add: { $added }, change: { $changed }, remove: { $removed }. To rebuild the index, use /sources refresh.
upkeep-elsewhere = I don't know where the sources of { $corpora } are; the operator builds them.
