/** Shopify tokens. */
import { detector } from './detector.ts'

export const shopifyToken = detector({
  id: 'shopify-token',
  name: 'Shopify access token or shared secret',
  severity: 'critical',
  source: 'https://shopify.dev/docs/apps/build/authentication-authorization',
  keywords: ['shpat_', 'shpca_', 'shppa_', 'shpss_', 'shpua_'],
  pattern: 'shp(?:at|ca|pa|ss|ua)_[0-9a-fA-F]{32}',
  examples: {
    match: ['shpat_[0-9a-f]{32}', 'shpss_[0-9a-f]{32}'],
    ignore: [['shpat_00000000000000000000000000000000', 'a placeholder']],
  },
})
