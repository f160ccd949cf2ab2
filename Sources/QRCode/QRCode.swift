import CQRCode

/// A text as a square of dark and light modules that a camera reads.
///
/// - Source: ISO/IEC 18004; libqrencode.
package struct QRCode: Sendable, Equatable {
    /// - Units: modules along one side, without the quiet zone.
    package let size: Int
    private let modules: [Bool]

    /// A quarter of the modules may be unreadable: one finger on a phone's screen, a reflection.
    ///
    /// - Errors: nil when the text has more than some 1,600 bytes, has a zero byte, or memory is short.
    package init?(_ text: String) {
        guard !text.isEmpty, !text.utf8.contains(0),
            let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_Q)
        else { return nil }
        defer { QRcode_free(code) }
        size = Int(code.pointee.width)
        // The lowest bit is the colour; the others tell what the module is for.
        modules = (0..<size * size).map { code.pointee.data[$0] & 1 == 1 }
    }

    package func isDark(row: Int, column: Int) -> Bool { modules[row * size + column] }
}
