from hypothesis import settings

# A slow machine is no reason for a test to fail.
settings.register_profile("aligner", deadline=None, derandomize=True)
settings.load_profile("aligner")
