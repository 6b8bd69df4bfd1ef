"""The pages and charts that several reports share."""
