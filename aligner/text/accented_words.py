"""Words and names that English and Korean news write with accents.

A character set that lacks an accented letter leaves a question mark in its
place; these are the words that can still be told then. A word that is an
English word without its last letter (touché, passé) is left out, since a
question mark behind it may be a true one.
"""

from __future__ import annotations

from aligner.text.word_lists import word_set

ACCENTED_WORDS = word_set("""
    agustín amélie anaïs andré andrés appliqué atatürk besançon beyoncé björk björn blasé bogotá
    brasília brûlé brûlée bánh café cafés canapé canapés cancún ceará chloé chávez château
    châteaux citroën cliché clichéd clichés communiqué communiqués conceição consommé cortège
    cortés crème curaçao cádiz céline córdoba côte dembélé demirtaş divorcée djoković
    doppelgänger dvořák début débutante débâcle déclassé décor déjà désirée díaz düsseldorf
    entrée entrées erdoğan español estée façade façades fernández fiancé fiancée fiancés flambé
    françois françoise frédéric führer garcía gdańsk goiás gonzález gonçalves gutiérrez györgy
    gérard gómez göteborg göttingen gülen gündoğan günter günther hermès hernández hélène ibáñez
    irène jalapeño jalapeños jiménez joaquín josé joão jérôme jörg jürgen kaczyński karadžić
    kraków kádár köln kılıçdaroğlu lancôme lucía lópez löwenbräu lübeck magalhães malmö maranhão
    martín martínez maría matinée mañana mbappé medellín michèle milošević mladić molière
    montréal moët muñoz málaga mélanie méndez métier méxico mêlée müller münchen naïve naïveté
    nestlé nguyễn nicolás niña niño noël nîmes núñez nürnberg orbán orléans panamá pelé peña
    phạm pièce piñata pokémon poznań protégé protégée protégés purée pâté pérez québec ramírez
    ramón raúl rené renée reykjavík rhône rincón risqué rodríguez rémy résumé résumés réunion
    sauté sautéed saône schröder sebastián señor señora señorita sigurðsson simón smörgåsbord
    sofía soirée soufflé stéphane suárez sánchez são sébastien søren thérèse touchée tromsø trần
    tübingen türkiye valdés valérie velázquez voilà vázquez wałęsa wrocław würzburg yucatán
    yıldız zoé zürich álvarez ålesund århus çelik éclair éclairs élite élysée émigré émigrés
    özil über čapek đoković đông łódź škoda
""")
