"""Find what a reader of a source sees of its text, and what is dress: markup and furniture.

``shown_lines`` is the way in. Nothing here makes text: what is shown are offsets of the text.
"""
