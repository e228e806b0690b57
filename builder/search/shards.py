def export(*a):
    return iter(())
