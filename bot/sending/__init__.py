"""Send messages to Discord, reliably and without pinging anyone by accident."""
