#!/usr/bin/env python3
"""Prints names in ICU's order of the root locale, which is that of German and English: the oracle of CollationTests.

    apt-get install python3-icu
    python3 Tests/CollationTests/Interop/names.py > Tests/CollationTests/Interop/names.txt
"""

import itertools
import unicodedata

import icu

NAMES = """
Ärger Apfel Zebra äpfel Öl Ofen Ofenrohr Übung Unfug Straße Strasse Strassen Straßen Müller Mueller Muller Mühle Möller
Jäger Jager Jaeger Groß Gross Fuß Fuss ß ss Ä A a ä Ö O o ö Ü U u ü Ångström Angstrom Åsa Asa Örebro Orebro Øystein
Oystein Æsop Aesop Łódź Lodz Łukasz Lukas Żaba Zaba Źródło Ćma Cma Čapek Capek Řeka Reka Šárka Sarka Žižka Zizka Ñandú
Nandu Nube cote coté côte côté Éric Eric Emil Çelik Celik Şahin Sahin Ğ G İzmir Izmir ılık ilik Đorđe Dorde Þór Thor
Ólafur Olafur Ădel Ásványi Őz Űr Ķēniņš Ļubova Ņina Ģirts Ēriks Īvands Ėjus Ąžuolas Ųg Õun Αθήνα Άλφα Ωμέγα Όμηρος
Βήτα Αλφα Анна Яков Ёлка Елка Ежик Борис Їжак Іван Ґанок Ганок Йод Иод Čukči 東京 山田 北京 서울 부산 가나 かな カナ אברהם
שלום محمد أحمد احمد अनिल राम Զատիկ Հայ თბილისი 10 9 100 1a a1 a2 a10 _x -x x-y xy x_y x.y (x) #x @x a-b ab a_b A-b
Ada Ada-Lovelace Adam ADAM adam AdAm ada zoo Zoo Zürich Zurich zurich zürich naïve naive Noël Noel résumé resume Resume
Résumé fiancée fiancee café cafe Café Cafe x² x2 ½ № Dž dž ǆ Lj ﬁn fin Ⅳ IV ａ Ａ ｱ ア Łask Las
""".split()

PAIRS = [f"{one} {other}" for one, other in itertools.product(["Ada", "Ädä", "ada", "Zoë", "Zoe"], ["Berg", "Bérg", "Öz", "Oz"])]

collator = icu.Collator.createInstance(icu.Locale.getRoot())
names = sorted(set(NAMES + PAIRS), key=lambda name: (collator.getSortKey(name), name))
keys = [collator.getSortKey(name) for name in names]
# What ICU holds to be the same has no order.
kept = [name for place, name in enumerate(names) if keys.count(keys[place]) == 1]
assert all(unicodedata.is_normalized("NFC", name) for name in kept)
print(f"# ICU {icu.ICU_VERSION}, root")
print("\n".join(kept))
