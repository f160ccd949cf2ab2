/// Letters without their marks, in lower case.
///
/// - Shape: one sign for each scalar from `U+00C0` and from `U+1E00`, 64 to a row; a space where nothing changes.
/// - Source: Unicode's decompositions and a few letters that have none; `build.py` beside this file prints the rows.
extension SearchText {
    static let lettersFromC0 = table([
        "aaaaaaaceeeeiiiidnooooo ouuuuyþsaaaaaaaceeeeiiiidnooooo ouuuuy y",
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiĳ jjkk llllllŀ",
        " llnnnnnnnŋ oooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs",
        "bbbbƅ ɔccdddd ǝəɛffgɣ ɩikkl ɯnnoooƣ ppʀƨ ʃ ttttuuʊvyyzzʒƹ   ƽ   ",
        "    ǆǆ ǉǉ ǌǌ aaiioouuuuuuuuuu aaaaaaggggkkooooʒʒjǳǳ ggƕƿnnaaaaoo",
        "aaaaeeeeiiiioooorrrruuuussttȝ hhndȣ zzaaeeooooooooyylntj  acclt ",
        " ɂ buʌeejjɋ rryy   b  dd        g       i         n  o          ",
        "        tu v                                                    ",
        "                                                                ",
        "                                                                ",
        "                                                ͱ ͳ ʹ ͷ        ϳ",
        "      α εηι ο υωιαβγδεζηθικλμνξοπρ στυφχψωιυαεηιυ               ",
        "  σ       ιυουωϗ   ϒϒ   ϙ ϛ ϝ ϟ ϡ ϣ ϥ ϧ ϩ ϫ ϭ ϯ     θ  ϸ ϲϻ  ͻͼͽ",
        "ееђгєѕііјљњћкиуџабвгдежзииклмнопрстуфхцчшщъыьэюя         и      ",
        "                ее г   і    киу ѡ ѣ ѥ ѧ ѩ ѫ ѭ ѯ ѱ ѳ ѵ ѵѵѹ ѻ ѽ ѿ ",
        "ҁ         ҋ ҍ ҏ ґ ғ ҕ җ ҙ қ ҝ ҟ ҡ ң ҥ ҧ ҩ ҫ ҭ ү ұ ҳ ҵ ҷ ҹ һ ҽ ҿ ",
        "ӏжжӄ ӆ ӈ ӊ ӌ ӎ  ааааӕ ееә әәжжззӡ ииииооө өөээууууууччӷ ыыӻ ӽ ӿ ",
    ])

    static let lettersFrom1E00 = table([
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm",
        "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv",
        "wwwwwwwwwwxxxxyyzzzzzzhtwy s  s aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee",
        "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyỻ ỽ ỿ ",
        "ααααααααααααααααεεεεεε  εεεεεε  ηηηηηηηηηηηηηηηηιιιιιιιιιιιιιιιι",
        "οοοοοο  οοοοοο  υυυυυυυυ υ υ υ υωωωωωωωωωωωωωωωωααεεηηιιοουυωω  ",
        "ααααααααααααααααηηηηηηηηηηηηηηηηωωωωωωωωωωωωωωωωααααα ααααααα ι ",
        "  ηηη ηηεεηηη   ιιιι  ιιιιιι    υυυυρρυυυυυυρ     ωωω ωωοοωωω   ",
    ])

    private static func table(_ rows: [String]) -> [UInt32] { rows.flatMap { $0.unicodeScalars.map(\.value) } }
}
