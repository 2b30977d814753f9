/** What can go wrong with certificates and their files: one line that names the thing and the remedy. */
export class CertificateError extends Error {
  override name = 'CertificateError'
}
