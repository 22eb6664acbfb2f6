import ArgumentParser
import Foundation
import Glibc
import KassaServer
import KassaStart

@main
enum Main {
  static func main() async {
    // What a till keeps is for its owner only, whatever the user's own mask.
    umask(0o077)
    do {
      let command = try ServeTill.parse()
      try await command.run()
    } catch {
      MainErrors(of: ServeTill.self).report(error)
    }
  }
}
