# The demo.

BANNER = Synthetic person of the demo: nothing here is about you.
