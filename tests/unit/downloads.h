/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Makes the folder of downloads of this test: Downloads, in its home. */
void downloads_make_folder (void);
