# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fonts of this machine."""
import subprocess


def has_font(language):
    """Whether some font has the letters of a language, such as "pt_BR"."""
    found = subprocess.run(('fc-list', f':lang={language.lower().replace("_", "-")}', 'family'),
                           check=True, capture_output=True, text=True).stdout
    return bool(found)
