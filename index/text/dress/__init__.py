"""Tell what of a text a reader of its source sees, and what is only dress: markup and furniture.

``shown_lines`` is the way in. Nothing here makes text: what is shown are offsets of the text.
"""
