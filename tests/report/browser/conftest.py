from tests.browsing import browser, new_page

__all__ = ["browser", "new_page"]
