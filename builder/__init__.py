"""A knowledge base of good practices in rural development: cases in, a searchable multilingual site out.

Read `build.py` first.
"""
