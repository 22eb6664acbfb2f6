/// Why a till that trusts a key does not run a store.
public enum SignatureError: Error, Hashable, Sendable {
  case notAKey(file: String, expected: String)
  case unsigned(folder: String)
  case malformed(file: String)
  case otherKey(file: String)
  case forged(file: String)
  case link(path: String)
  case changed(path: String)
  case added(path: String)
  case missing(path: String)
  case older(version: Int, seen: Int)
  case reused(version: Int)
  case otherTrust(file: String)
  case notAdmitted(bundle: String)
}

extension SignatureError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notAKey(let file, let expected):
      "«\(file)» is no key: «\(expected)» and 64 digits of hex were expected; "
        + "make one with kassa-run key new"
    case .unsigned(let folder):
      "«\(folder)» is not signed, and this till runs nothing else; sign it with kassa-run sign"
    case .malformed(let file):
      "«\(file)» is not a signature, or was changed; sign the store again"
    case .otherKey(let file):
      "«\(file)» is signed with a key that this till does not trust; sign it with the right one"
    case .forged(let file):
      "«\(file)» does not hold: it was changed after signing; sign the store again"
    case .link(let path):
      "«\(path)» is a link, which no signature covers; put the file itself there"
    case .changed(let path):
      "«\(path)» was changed after signing; bring the signed file back, or sign again"
    case .added(let path):
      "«\(path)» is not among the signed files; remove it, or sign again"
    case .missing(let path):
      "«\(path)» was signed and is not there; bring it back, name the chain's folder, or sign again"
    case .older(let version, let seen):
      "version \(version) is older than \(seen), which this till has run; "
        + "to go back sign the old files as a new version"
    case .reused(let version):
      "version \(version) was signed twice with different files; sign again with a higher one"
    case .otherTrust(let file):
      "this till trusts another key than «\(file)»; to change it remove «trust.sqlite» from the data "
        + "folder first"
    case .notAdmitted(let bundle):
      "bundle \(bundle.prefix(12)) was never signed for this till; the stock flow goes on"
    }
  }
}
