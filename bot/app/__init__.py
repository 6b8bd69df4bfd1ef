"""The process: client, connection, wiring, logs."""
