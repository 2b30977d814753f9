/** Connection strings of the form Name=value;Name=value. */
import { detector } from './detector.ts'

export const azureConnectionString = detector({
  id: 'azure-connection-string',
  name: 'Azure connection string',
  severity: 'critical',
  source: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-configure-connection-string',
  keywords: ['AccountKey=', 'SharedAccessKey=', 'AccessKey='],
  pattern: '(?:Account|SharedAccess|Access)Key=([A-Za-z0-9+/]{40,88}={0,2})',
  entropy: 3.8,
  known: ['Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='],
  examples: {
    match: [
      'DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=«[A-Za-z0-9+/]{86}==»;EndpointSuffix=core.windows.net',
      'Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=«[A-Za-z0-9+/]{43}=»',
    ],
    ignore: [['AccountKey=<key>', 'a placeholder']],
  },
})
