#!/usr/bin/python3
"""A window of WebKitGTK for WebKitWebDriver. Unlike MiniBrowser it prints the page's console, and saves downloads without asking.

SMOKE_FOLDER: where the browser keeps its data, and downloads go.
"""

import os

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

FOLDER = os.environ["SMOKE_FOLDER"]


def save(_context, download):
    def choose(download, name):
        download.set_destination(f"file://{FOLDER}/{name}")
        return True

    download.connect("decide-destination", choose)


def open_window(_session):
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    view.get_settings().set_enable_write_console_messages_to_stdout(True)
    window = Gtk.Window()
    window.set_decorated(False)
    window.set_default_size(1440, 900)
    window.add(view)
    window.show_all()
    return view


def started(_context, session):
    info = WebKit2.ApplicationInfo()
    info.set_name("smoke")
    info.set_version(1, 0, 0)
    session.set_application_info(info)
    session.connect("create-web-view", open_window)


data = WebKit2.WebsiteDataManager(base_data_directory=FOLDER, base_cache_directory=FOLDER)
context = WebKit2.WebContext.new_with_website_data_manager(data)
context.set_automation_allowed(True)
context.connect("download-started", save)
context.connect("automation-started", started)
Gtk.main()
