/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "other-readers.h"

#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <vector>

/* zxing-cpp at its most patient. The versions that have no option for inverted codes get the frame
 * a second time, inverted. */

static GBytes *
read_frame (const guint8 *pixels,
            guint         width,
            guint         height)
{
  ZXing::DecodeHints hints;
  ZXing::ImageView image (pixels, (int) width, (int) height, ZXing::ImageFormat::Lum);

  hints.setFormats (ZXing::BarcodeFormat::QRCode).setTryHarder (true).setTryRotate (true);
  auto result = ZXing::ReadBarcode (image, hints);
  if (!result.isValid ())
    return nullptr;
  return g_bytes_new (result.bytes ().data (), result.bytes ().size ());
}

GBytes *
other_zxing_read (const guint8 *pixels,
                  guint         width,
                  guint         height)
{
  GBytes *bytes = read_frame (pixels, width, height);

  if (bytes == nullptr)
    {
      std::vector<guint8> inverted ((gsize) width * height);

      std::transform (pixels, pixels + inverted.size (), inverted.begin (),
                      [] (guint8 grey) { return (guint8) (255 - grey); });
      bytes = read_frame (inverted.data (), width, height);
    }
  return bytes;
}
