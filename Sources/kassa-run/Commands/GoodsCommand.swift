import ArgumentParser
import Foundation
import Glibc
import KassaRuntime
import KassaStart

/// `kassa-run goods`: what the till sells.
struct GoodsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "goods", abstract: "Import and list a till's goods.", discussion: Exit.table,
    subcommands: [Import.self, List.self])
}

extension GoodsCommand {
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Put the goods of a CSV file in the place of the till's.",
      discussion: """
        The first line names the columns, in any order: name, price and vat; and where wanted barcode, \
        measure, department and subject. Semicolons or commas between them; UTF-8.

          barcode;name;price;vat;measure;department;subject
          4600000000015;Кофе американо;150,00;vat22;piece;bar;commodity
          ;Мандарины;189,90;vat10;kilogram;;

        With a mistake anywhere nothing is imported, and every mistake is listed. A till may run \
        meanwhile; it sells the new goods at once.

        \(Exit.table)
        """)

    @Argument(help: ArgumentHelp("The CSV file.", valueName: "FILE.csv"))
    var file: String

    @OptionGroup var data: DataOption

    func run() async throws {
      let isNew = try !FileManager.default.fileExists(atPath: data.path())
      let read: GoodsRead
      do { read = try replace(data.goods()) } catch {
        if isNew { try withdraw() }
        throw error
      }
      let errors = Output(descriptor: STDERR_FILENO)
      for warning in read.warnings.kept {
        errors.complaint("warning: \(warning.text(file: file))")
      }
      if read.warnings.more > 0 {
        errors.complaint("warning: \(file): \(read.warnings.more) more like these")
      }
      Output().line("\(read.count) goods imported")
    }

    private func replace(_ table: GoodsTable) throws -> GoodsRead {
      guard let handle = FileHandle(forReadingAtPath: file) else { throw unreadable }
      defer { try? handle.close() }
      do {
        return try table.replace(csv: {
          do { return try handle.read(upToCount: Self.readBytes).map { Array($0) } } catch {
            throw unreadable
          }
        })
      } catch let error as GoodsImportError { throw complain(of: error) } catch let error
        as GoodsTableError
      { throw Failure(.badInput, "\(error)") }
    }

    /// A wrong file makes no till: takes the folder away again that was made for its goods, where it has
    /// nothing else.
    private func withdraw() throws {
      let folder = try data.path()
      for name in try FileManager.default.contentsOfDirectory(atPath: folder)
      where name.hasPrefix(GoodsTable.fileName) { unlink(folder + "/" + name) }
      rmdir(folder)
    }

    private static let readBytes = 1 << 18

    private var unreadable: Failure {
      Failure(.badInput, "«\(file)» can't be read; correct the path or its rights")
    }

    /// Lists the mistakes of the file; what is to be said after them.
    private func complain(of error: GoodsImportError) -> Failure {
      let lines = error.faults.map { $0.text(file: file) }
      guard lines.count > 1 else {
        return Failure(.badInput, "\(lines.joined()); nothing was imported")
      }
      lines.forEach(Output(descriptor: STDERR_FILENO).complaint)
      let more = error.more > 0 ? " and \(error.more) more" : ""
      return Failure(.badInput, "nothing was imported; correct these \(lines.count)\(more)")
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the till's goods, as a file that imports again.", discussion: Exit.table)

    @OptionGroup var data: DataOption

    func run() async throws {
      _ = try data.existing()
      let table = try data.goods()
      let output = Output()
      output.line("barcode;name;price;vat;measure;department;subject")
      do { try table.forEach { output.line(Self.row($0)) } } catch {
        throw Failure(.badInput, "\(error)")
      }
    }

    static func row(_ good: Good) -> String {
      [
        good.barcodes.joined(separator: " "), good.name, "\(good.price)", good.vat.name,
        good.measure.name, good.department, good.subject.name,
      ].map(quoted).joined(separator: ";")
    }

    private static func quoted(_ cell: String) -> String {
      guard cell.contains(where: { ";\"".contains($0) }) else { return cell }
      return "\"\(cell.replacing("\"", with: "\"\""))\""
    }
  }
}

extension DataOption {
  fileprivate func goods() throws -> GoodsTable {
    do { return try GoodsTable(folder: try folder()) } catch let error as GoodsTableError {
      throw Failure(.badInput, "\(error)")
    }
  }
}
