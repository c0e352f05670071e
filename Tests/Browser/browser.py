"""Chromium as the tests hold it: windows of two widths, light and dark, with and without scripts."""
import base64
import json
import shutil
import time
from pathlib import Path

import axe_core_python
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
DESK, PHONE = 1280, 390


class Browser:
    def __init__(self, address, has_scripts=True):
        self.address = address
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser") or ""
        for argument in ["headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", "hide-scrollbars",
                         "lang=en", "force-color-profile=srgb"]:
            options.add_argument("--" + argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        if not has_scripts:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.driver.set_page_load_timeout(60)
        self.width = None
        self.look()

    def end(self):
        self.driver.quit()

    def tell(self, command, **values):
        return self.driver.execute_cdp_cmd(command, values)

    def look(self, width=DESK, is_dark=False, medium=""):
        """Sets the window's width in pixels, light or dark, screen or print."""
        self.width = width
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1,
                  mobile=width == PHONE)
        self.tell("Emulation.setEmulatedMedia", media=medium,
                  features=[{"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}])

    def be(self, session=None, language="en"):
        """Whose session the browser has, nobody's without one, and the language the reader once chose."""
        self.tell("Network.clearBrowserCookies")
        for name, value in [("isthmus_session", session), ("isthmus_language", language)]:
            if value:
                self.tell("Network.setCookie", name=name, value=value, url=self.address)

    def open(self, path):
        self.log()
        self.driver.get(self.address + path)
        return self

    @property
    def path(self):
        """The address after the server's name."""
        return self.driver.current_url.removeprefix(self.address)

    def log(self):
        """What the console was told since the last question: violations of the policy among it."""
        return [line["message"] for line in self.driver.get_log("browser") if line["level"] in ("SEVERE", "WARNING")]

    def run(self, script, *values):
        return self.driver.execute_script(script, *values)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def link(self, text):
        return self.driver.find_element(By.LINK_TEXT, text)

    def press(self, *keys):
        for key in keys:
            webdriver.ActionChains(self.driver).send_keys(key).perform()

    def wait(self, holds, seconds=10):
        """Until something holds; what it gave."""
        end = time.monotonic() + seconds
        while True:
            if (value := holds()) or time.monotonic() > end:
                assert value, f"waited in vain at {self.path}: {[main.text[:600] for main in self.all('main')]}"
                return value
            time.sleep(0.03)

    def leave(self, act):
        """Does something that leads to another page, and waits until that has come."""
        before = self.one("html")
        act()
        self.wait(lambda: is_gone(before))
        self.wait(lambda: self.all("footer.site"))

    def faults(self):
        """What axe finds serious or critical on the page: rule, and where."""
        self.run(AXE)
        result = self.driver.execute_async_script(
            "axe.run({resultTypes: ['violations']}).then(arguments[0], error => arguments[0]({violations: "
            "[{impact: 'critical', id: String(error), nodes: []}]}))")
        return [f"{fault['id']}: {json.dumps([node['target'] for node in fault['nodes'][:3]], ensure_ascii=False)}"
                for fault in result["violations"] if fault["impact"] in ("serious", "critical")]

    def weight(self):
        """Bytes that travel for the page and all it needs."""
        return self.run("""
            const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
            return all.reduce((sum, entry) => sum + entry.encodedBodySize, 0)""")

    def paper(self):
        """The page as PDF, with its headings as the document's outline."""
        answer = self.tell("Page.printToPDF", printBackground=False, generateTaggedPDF=True,
                           generateDocumentOutline=True)
        return base64.b64decode(answer["data"])

    def picture(self, height=None):
        """The window as PNG; with a height, so much of the page."""
        clip = {"x": 0, "y": 0, "width": self.width, "height": height or 800, "scale": 1}
        return base64.b64decode(self.tell("Page.captureScreenshot", format="png", clip=clip,
                                          captureBeyondViewport=True)["data"])


def is_gone(element):
    try:
        element.is_enabled()
        return False
    except Exception:  # stale: the driver has several words for it
        return True


__all__ = ["Browser", "DESK", "PHONE", "Keys"]
