"""Words and names that English and Korean news write with accents.

A character set that lacks an accented letter leaves a question mark in its
place; these are the words that can still be told then. A word that is an
English word without its last letter (touché, passé) is left out, since a
question mark behind it may be a true one.
"""

from __future__ import annotations

from aligner.text.word_lists import word_set

ACCENTED_WORDS = word_set("""
    abbé adrián agnès agustín almería amapá amélie anaïs andré andrés angélique antónio appliqué
    aragón araújo asunción atatürk barça benoît bernabéu besançon beyoncé beyoğlu björk björn
    blasé blücher bogotá bolívar brasília brontë brûlé brûlée bánh bündchen café cafés canapé
    canapés cancún castañeda ceará chloé chávez château châteaux chérie cinéma citroën cliché
    clichéd clichés clément colón communiqué communiqués comédie conceição concepción consommé
    cortège cortés croûtons crème crêpe crêpes cuarón curaçao cuéllar cáceres cádiz céline
    cézanne córdoba côte cúcuta damián darío dembélé demirtaş divorcée djoković domènech
    doppelgänger dvořák début débutante débâcle déclassé décolletage décolleté décor déjà
    désirée détente díaz dürer düsseldorf entrée entrées erdoğan español estée façade façades
    fernández fiancé fiancée fiancés flambé flâneur françois françoise fräulein frédéric fête
    fêtes führer garcía gaël gdańsk geneviève germán goiás gonzález gonçalves guantánamo guillén
    gutiérrez guéant györgy gérard gómez gödel göring gösta göteborg göttingen götze gülen
    gündoğan günter günther hermès hernández händel hélie hélio hélène hôtel höfn húsavík ibáñez
    ingénue inácio irène iván iñaki jalapeño jalapeños jaén jesús jiménez joaquín josé joséphine
    joão joël julián juárez jägermeister jérôme jörg jürgen kaczyński karadžić kraków krüger
    kádár kärnten kästner köchel köhler köln könig köpenick kılıçdaroğlu lancôme león lucía luís
    lázaro léa léger léon léopold lévi lévy lópez löwenbräu lübeck lüneburg macapá magalhães
    malmö maranhão martín martínez maría matinée matías maître maîtres maïté mañana mbappé
    medellín michaël michèle mikaël milošević mladić molière montréal motörhead moët muñoz
    málaga mário márquez mère médecins mélanie ménage méndez mérida mérite métier méxico mêlée
    mónica mónika möbius mötley müller münchen nadège naïve naïveté nestlé nguyễn nicolás
    niemöller niña niño noël née nîmes nørgaard nørrebro núria núñez nürnberg ondřej orbán
    orléans panamá paraná paraíba pelé perón petőfi peña peñarol phạm piauí pièce piñata pokémon
    poznań première premières protégé protégée protégés précis présidente prévert prévost prêt
    purée pâtisserie pâté père pères pérez périgueux querétaro québec ramírez ramón raphaël raúl
    rené renée república reykjavík rhône rincón risqué rodríguez rosalía régime régis rémy
    résumé résumés réunion rôle rôles röntgen salomé sauté sautéed saône schröder sebastián
    señor señora señorita sigurðsson simón sinéad siân smörgåsbord sofía soirée soufflé stéphane
    suárez sánchez são séance séances sébastien ségolène sémillon sérgio søren sørensen thaïs
    théodore théophile thérèse théâtre tomás touchée tromsø trần tête tórshavn tübingen türkiye
    valdés valérie valéry varèse velázquez voilà vázquez véronique víctor vítor walküre wałęsa
    weiß wrocław wärtsilä würzburg włodzimierz yucatán yıldız zaïre zoé zürich álvarez ángel
    ángeles ávila åland ålesund århus çelik éclair éclairs édith édouard église élan élise élite
    élodie élysée émigré émigrés émile émilie époque épée éric état étienne étoile étude études
    évora évry íñigo óscar öresund österreich östersund özil öztürk ørsted über ümit ünal čapek
    đoković đông łukasz łódź škoda žižek
""")
